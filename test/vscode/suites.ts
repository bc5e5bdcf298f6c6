// All suites, in the order in which they run. The first one sees an extension that nothing has activated yet.
import "./activation.test.ts";
import "./capabilities.test.ts";
import "./cf.test.ts";
import "./completion.test.ts";
import "./diagnostics.test.ts";
import "./fixes.test.ts";
import "./hover.test.ts";
import "./navigation.test.ts";
import "./pages.test.ts";
import "./relay.test.ts";
import "./server-pages.test.ts";
import "./test-addresses.test.ts";
import "./virtual-files.test.ts";
