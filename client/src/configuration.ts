// Settings on their way to the server: folders that a person wrote as paths become the URIs that the server reads.
import { Uri, type WorkspaceFolder, workspace } from "vscode";
import type { ConfigurationMiddleware } from "vscode-languageclient";

/** Settings that name a folder: absolute, or relative to the workspace folder. */
const FOLDERS = ["root", "cfDir"] as const;

/** Answers the server's question for the section `sendmail`. */
export const configuration: Required<Pick<ConfigurationMiddleware, "configuration">> = {
  async configuration(params, token, next) {
    const answers = await next(params, token);
    if (!Array.isArray(answers)) return answers;
    return answers.map((answer, index) => {
      const { section, scopeUri } = params.items[index] ?? {};
      return section === "sendmail" ? withFolders(answer, scopeUri) : answer;
    });
  },
};

function withFolders(settings: unknown, scopeUri: string | undefined): unknown {
  if (typeof settings !== "object" || settings === null) return settings;
  const given: Record<string, unknown> = { ...settings };
  const scope = scopeUri === undefined ? undefined : workspace.getWorkspaceFolder(Uri.parse(scopeUri));
  for (const name of FOLDERS) {
    const path = given[name];
    if (typeof path === "string" && path !== "")
      given[name] = folderUri(path, scope ?? workspace.workspaceFolders?.[0]);
  }
  return given;
}

function folderUri(path: string, base: WorkspaceFolder | undefined): string {
  const absolute = /^([\\/]|[A-Za-z]:[\\/])/.test(path);
  if (!base) return Uri.file(path).toString();
  if (absolute) return (base.uri.scheme === "file" ? Uri.file(path) : base.uri.with({ path })).toString();
  return Uri.joinPath(base.uri, path).toString();
}
