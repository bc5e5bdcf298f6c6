// What the handshake promises of the features; apart from them, because it is said before they are loaded.
import { CodeActionKind } from "vscode-languageserver-types";

/** Letters behind which the editor asks for completions by itself. */
export const COMPLETION_TRIGGERS = ["`", "(", ",", "=", ":", " ", "-"];

/** Letters behind which the editor asks for the signature of the call. */
export const SIGNATURE_TRIGGERS = ["(", ",", "`"];

/** The kind of the code action that makes all safe fixes of a file. */
export const FIX_ALL_KIND = `${CodeActionKind.SourceFixAll}.sendmail`;
