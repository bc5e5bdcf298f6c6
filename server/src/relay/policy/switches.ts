// The names under which sendmail's library keeps a feature that is on.

/** Switches that the model follows when a site sets them by hand: each switches its feature on. */
export const SWITCHES: Readonly<Record<string, string>> = {
  _PROMISCUOUS_RELAY_: "promiscuous_relay",
  _RELAY_HOSTS_ONLY_: "relay_hosts_only",
  _RELAY_ENTIRE_DOMAIN_: "relay_entire_domain",
  _RELAY_LOCAL_FROM_: "relay_local_from",
  _RELAY_DB_FROM_: "relay_mail_from",
  _RELAY_MX_SERVED_: "relay_based_on_MX",
  _LOOSE_RELAY_CHECK_: "loose_relay_check",
  _ACCEPT_UNQUALIFIED_SENDERS_: "accept_unqualified_senders",
  _ACCEPT_UNRESOLVABLE_DOMAINS_: "accept_unresolvable_domains",
  _LOOKUPDOTDOMAIN_: "lookupdotdomain",
  _RELAY_FULL_ADDR_: "relaytofulladdress",
  _ACCESS_SKIP_: "skip",
  _REQUIRE_RDNS_: "require_rdns",
  _USE_CLIENT_PTR_: "use_client_ptr",
};
