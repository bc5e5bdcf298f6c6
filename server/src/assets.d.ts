// Markdown pages and YAML data imported as modules; scripts/assets.mjs turns them into text and JSON.
declare module "*.md" {
  const text: string;
  export default text;
}
declare module "*.yaml" {
  const value: unknown;
  export default value;
}
