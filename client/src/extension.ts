// What both forms of the extension do: put the parts together.
import type { ExtensionContext } from "vscode";
import { type ClientFactory, SendmailClient } from "./client.ts";
import { registerSeenDocument } from "./documents.ts";
import { registerFixFinding } from "./fix-finding.ts";
import { registerIdentification } from "./identification.ts";
import { registerLanguageStatus } from "./language-status.ts";
import { registerNewConfiguration } from "./new-configuration.ts";
import { registerPendingChanges } from "./pending-changes.ts";
import { registerPreview } from "./preview.ts";
import { registerRelayReport } from "./relay-report.ts";
import { registerRelayStatus } from "./relay-status.ts";
import { registerRelayTests } from "./relay-tests.ts";
import { registerRoutes } from "./routes.ts";
import { registerRulePages } from "./rule-pages.ts";
import { registerRunningServer } from "./running-server.ts";
import { registerSafeFixes } from "./safe-fixes.ts";
import { registerSample } from "./sample.ts";
import { registerServerPages } from "./server-pages.ts";
import { registerServerTasks } from "./server-tasks.ts";
import { registerSuggestAfterTab } from "./suggest-after-tab.ts";
import { registerTestAddresses } from "./test-addresses.ts";
import { registerTransactions } from "./transactions.ts";

export function activateExtension(context: ExtensionContext, createClient: ClientFactory): void {
  const client = new SendmailClient(createClient);
  context.subscriptions.push(client, registerSample(context));
  for (const register of [
    registerSeenDocument,
    registerIdentification,
    registerSafeFixes,
    registerFixFinding,
    registerNewConfiguration,
    registerSuggestAfterTab,
    registerRulePages,
    registerRelayStatus,
    registerLanguageStatus,
    registerRelayReport,
    registerServerPages,
    registerTransactions,
    registerRoutes,
    registerRelayTests,
    registerRunningServer,
    registerPreview,
    registerTestAddresses,
    registerServerTasks,
    registerPendingChanges,
  ]) {
    context.subscriptions.push(register(client));
  }
}
