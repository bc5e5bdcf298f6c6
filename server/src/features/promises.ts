// What the handshake promises of the features; apart from them, because it is said before they are loaded.
import { CodeActionKind } from "vscode-languageserver-types";

/** Letters after which the editor asks for completions by itself. */
export const COMPLETION_TRIGGERS = ["`", "(", ",", "=", ":", " ", "\t", "-", "$", ">", "#", "@", "/", "["];

/** Letters after which the editor asks for the signature of the call. */
export const SIGNATURE_TRIGGERS = ["(", ",", "`"];

/** Types of semantic tokens, by their index in the protocol; names that every theme colours. */
export const TOKEN_TYPES = [
  "keyword",
  "operator",
  "function",
  "variable",
  "parameter",
  "class",
  "type",
  "property",
  "namespace",
  "string",
  "comment",
] as const;

/** What may be added to a token's type, by its bit. */
export const TOKEN_MODIFIERS = [
  "definition",
  "readonly",
  "deprecated",
  /** It lets strangers relay. */
  "dangerous",
  /** A call that comes from the text of a macro, or from quotes. */
  "fromMacro",
] as const;

/** The kind of the code action that makes all safe fixes of a file. */
export const FIX_ALL_KIND = `${CodeActionKind.SourceFixAll}.sendmail`;

/** The kind of the code actions that only ask about a line. */
export const TRY_IT_KIND = "sendmail.tryIt";

/** Scheme of the rules' own pages, which our extension shows offline. */
export const RULE_PAGE_SCHEME = "sendmail-rule";

/** Scheme of links in our extension's own pages that do a command. */
export const PAGE_COMMAND = "x-sendmail-command";

/** The command of our extension that selects a text (URI, range) which a fix wrote. */
export const SELECT_TEXT = "sendmail.selectText";

/** Commands that lenses and code actions name. Our extension has them itself; for other clients the server does them. */
export const COMMAND = {
  relayReport: "sendmail.relayReport",
  auditReport: "sendmail.auditReport",
  checkUpgrade: "sendmail.checkUpgrade",
  tryTransaction: "sendmail.tryTransaction",
  where: "sendmail.where",
  rewriteAddress: "sendmail.rewriteAddress",
  runTask: "sendmail.runTask",
  preview: "sendmail.preview",
  explainRule: "sendmail.explainRule",
  openSource: "sendmail.openSource",
  fixFinding: "sendmail.fixFinding",
  /** Under another name than our extension's, which shows the changes first. */
  removeDangerousSettings: "sendmail-lint.removeDangerousSettings",
} as const;
