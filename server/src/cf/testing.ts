// An environment for tests: a host that is known, and files that are given.
import type { CfEnvironment, CfFile } from "./types.ts";

/** `mx.example.com` with 8.17.1; `files` by path. */
export function testEnvironment(
  changes: Partial<CfEnvironment> = {},
  files: Readonly<Record<string, string>> = {},
): CfEnvironment {
  const read = (path: string): CfFile => {
    const text = files[path];
    return text === undefined ? { state: "missing" } : { state: "there", source: { name: path, text } };
  };
  return {
    version: "8.17.1",
    hostName: "mx.example.com",
    interfaces: [],
    files: { read },
    user: () => undefined,
    group: () => undefined,
    service: () => undefined,
    ...changes,
  };
}
