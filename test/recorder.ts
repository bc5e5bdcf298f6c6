// What a command of the command line writes, kept for a test.

/** Output for a command. `shown`: how messages for people are shown, as they are without it. */
export function recorder(shown: (text: string) => string = (text) => text) {
  const printed: string[] = [];
  const errors: string[] = [];
  const output = {
    print: (text: string) => void printed.push(text),
    write: (bytes: Uint8Array) => void printed.push(Buffer.from(bytes).toString("latin1")),
    error: (text: string) => void errors.push(shown(text)),
  };
  return { output, printed, errors };
}
