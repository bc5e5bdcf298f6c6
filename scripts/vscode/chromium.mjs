// The browser in which VS Code's workbench runs in tests.
import { existsSync } from "node:fs";

/** Where browsers that can show the workbench are usually installed. */
const PLACES = [
  process.env.CHROMIUM,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** Path of an installed Chromium or Chrome (`CHROMIUM` names another one); undefined where there is none. */
export function findChromium() {
  return PLACES.find((place) => place && existsSync(place));
}

/** Starts the browser without a window and without any look-ups of its own. Throws where none is installed. */
export async function launchChromium() {
  const executablePath = findChromium();
  if (!executablePath) throw new Error("No Chromium found: install the Debian package chromium, or set CHROMIUM.");
  // Not at the top: this file is read before the npm packages are installed.
  const { chromium } = await import("playwright-core");
  return chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}
