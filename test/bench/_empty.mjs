// A process that answers every request and does nothing else: what the start of the server is compared with.
process.on("message", ({ id }) => process.send?.({ jsonrpc: "2.0", id, result: null }));
