// Where the command line writes, and what its exit status says.

/** Lines out; tests give their own. */
export interface Output {
  print(text: string): void;
  /** Bytes to standard output, as they are. */
  write(bytes: Uint8Array): void;
  error(text: string): void;
}

export const EXIT = {
  /** Nothing at error level. */
  clean: 0,
  findings: 1,
  /** Bad usage, or input that cannot be read. */
  usage: 2,
} as const;
