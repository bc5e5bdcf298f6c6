import { bundle } from "./build.mjs";
await bundle({ platform: "node", format: "esm", entryPoints: ["/tmp/h11/perfile.ts"], outdir: "/tmp/h11/out", outExtension: { ".js": ".mjs" }, banner: { js: "import{createRequire}from'module';const require=createRequire(import.meta.url);" } });
