// Mocha's browser build, which has no types of its own: it sets the global `mocha`.
declare module "mocha/mocha.js";
