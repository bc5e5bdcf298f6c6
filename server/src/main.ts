// The language server in one bundle for both hosts, so that the engine is packed once: a Node process or a web worker.
if (typeof importScripts === "function") void import("./main.browser.ts");
else void import("./main.node.ts");

export {};
