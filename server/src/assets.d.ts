// Markdown pages and YAML data imported as modules; scripts/assets.mjs turns them into text and JSON text.
declare module "*.md" {
  const text: string;
  export default text;
}
declare module "*.yaml" {
  /** JSON, for JSON.parse. */
  const json: string;
  export default json;
}
