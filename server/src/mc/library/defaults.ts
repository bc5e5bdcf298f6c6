// The definitions that are in force when a .mc is read: what m4/cfhead.m4 has set by then.

/** Name -> m4 text. A name that the caller defined before (`-D`) keeps its value for MAIL_SETTINGS_DIR only, as in the library. */
export const initialDefinitions: Readonly<Record<string, string>> = {
  DATABASE_MAP_TYPE: "hash",
  ALIAS_FILE: "MAIL_SETTINGS_DIR`'aliases",
  CF_LEVEL: "10",
  _DPO_: "",
  _CPO_: "",
  _MAIL_FILTERS_: "",
  _MAIL_FILTERS_DEF: "",
  _QUEUE_GROUP_: "",
  confMAILER_NAME: "`MAILER-DAEMON'",
  confFROM_LINE: "From $g $d",
  confOPERATORS: ".:%@!^/[]+",
  confSMTP_LOGIN_MSG: "$j Sendmail $v/$Z; $b",
  _REC_AUTH_: "$.$?{auth_type}(authenticated",
  _REC_FULL_AUTH_: "$.$?{auth_type}(user=${auth_authen} $?{auth_author}author=${auth_author} $.mech=${auth_type}",
  _REC_HDR_: "$?sfrom $s $.$?_($?s$|from $.$_)",
  _REC_END_: "for $u; $|;\n\t$.$b",
  _REC_TLS_: "(version=${tls_version} cipher=${cipher} bits=${cipher_bits} verify=${verify})$.$?u",
  _REC_BY_: "$.by $j ($v/$Z)$?r with $r$. id $i$?{tls_version}",
  confRECEIVED_HEADER: "_REC_HDR_\n\t_REC_AUTH_$?{auth_ssf} bits=${auth_ssf}$.)\n\t_REC_BY_\n\t_REC_TLS_\n\t_REC_END_",
  confSEVEN_BIT_INPUT: "False",
  confALIAS_WAIT: "10",
  confMIN_FREE_BLOCKS: "100",
  confBLANK_SUB: ".",
  confCON_EXPENSIVE: "False",
  confDELIVERY_MODE: "background",
  confTEMP_FILE_MODE: "0600",
  confMCI_CACHE_SIZE: "2",
  confMCI_CACHE_TIMEOUT: "5m",
  confUSE_ERRORS_TO: "False",
  confLOG_LEVEL: "9",
  confCHECK_ALIASES: "False",
  confOLD_STYLE_HEADERS: "True",
  confPRIVACY_FLAGS: "authwarnings",
  confSAFE_QUEUE: "True",
  confTO_QUEUERETURN: "5d",
  confTO_QUEUEWARN: "4h",
  confTIME_ZONE: "USE_SYSTEM",
  confCW_FILE: "MAIL_SETTINGS_DIR`'local-host-names",
  confMIME_FORMAT_ERRORS: "True",
  confFORWARD_PATH: "$z/.forward.$w:$z/.forward",
  confCR_FILE: "-o MAIL_SETTINGS_DIR`'relay-domains",
  confMILTER_MACROS_CONNECT: "`j, _, {daemon_name}, {if_name}, {if_addr}'",
  confMILTER_MACROS_HELO: "`{tls_version}, {cipher}, {cipher_bits}, {cert_subject}, {cert_issuer}'",
  confMILTER_MACROS_ENVFROM:
    "`i, {auth_type}, {auth_authen}, {auth_ssf}, {auth_author}, {mail_mailer}, {mail_host}, {mail_addr}'",
  confMILTER_MACROS_ENVRCPT: "`{rcpt_mailer}, {rcpt_host}, {rcpt_addr}'",
  confMILTER_MACROS_EOM: "{msg_id}",
};

/** Set only where nothing set it before. */
export const initialMailSettingsDir = "/etc/mail/";

/** Where the library lies if nothing says otherwise. */
export const usualCfDir = "/usr/share/sendmail/cf/";
