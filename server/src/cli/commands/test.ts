// `sendmail-lint test`, described.
import { CF_DIR, formatOption, ROOT } from "./options.ts";
import type { CommandText } from "./types.ts";

/** The forms in which results are printed. */
export const TEST_FORMATS = ["text", "json", "tap", "junit"] as const;
export type TestFormat = (typeof TEST_FORMATS)[number];

export const test: CommandText = {
  name: "test",
  summary: "Runs the relay tests kept beside configurations.",
  operands: "PATH...",
  operandKind: "file",
  about: [
    "Runs the tests in files that end in `.relay-test.yaml`, or in all such files of a folder. A test says what the server must do with a transaction (refuse it, relay it, take it), or where mail to an address goes. Nothing is sent anywhere.",
    "A test whose answer is not certain does not pass, and says what is not known.",
    "Exit status 1 says that a test failed or is not certain, 2 that one could not be run.",
  ],
  options: [
    formatOption(
      TEST_FORMATS,
      "The form of the output. `text`: for people, the usual one. `json`: one object for each test. `tap`, `junit`: for CI.",
    ),
    ROOT,
    CF_DIR,
  ],
  examples: [
    { line: "sendmail-lint test /etc/mail", text: "Run all tests of this server." },
    { line: "sendmail-lint test --format junit sendmail.relay-test.yaml", text: "The same for a CI that reads JUnit." },
  ],
};
