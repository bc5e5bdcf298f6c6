// The interpreter for a .cf in a folder, as the command line would have it.
import path from "node:path";
import { pathToFileURL } from "node:url";
import { diskFiles } from "../../../server/src/files.node.ts";
import { Interpreters } from "../../../server/src/interpreter/index.ts";
import { Verdicts } from "../../../server/src/relay/verdicts/index.ts";
import { HOST } from "./generator.ts";

/** Verdicts by the .cf in a folder, on a host of this name. */
export async function verdictsOf(
  dir: string,
  { version, hostName = HOST }: { readonly version?: string; readonly hostName?: string } = {},
): Promise<Verdicts> {
  const interpreters = new Interpreters(
    { ...diskFiles(), folders: [] },
    { hostName, root: "file:///", ...(version === undefined ? {} : { targetVersion: version }) },
  );
  const document = await interpreters.read(pathToFileURL(path.join(dir, "sendmail.cf")).href);
  const interpreter = document && (await interpreters.ofCf(document));
  if (interpreter === undefined) throw new Error(`There is no configuration in ${dir}.`);
  return new Verdicts(interpreter);
}
