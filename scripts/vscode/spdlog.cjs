// What VS Code writes its logs and output channels with, without a compiler: the same functions as the native package @vscode/spdlog,
// which npm installs without its binary here (install.mjs puts this file in its place).
const fs = require("node:fs");
const path = require("node:path");

const LEVELS = ["trace", "debug", "info", "warning", "error", "critical", "off"];

/** A file of lines, which starts again when it is full. */
class Logger {
  #level = 2;
  #isPlain = false;
  #written = 0;

  /** @param {string} _type @param {string} _name @param {string} file @param {number} most bytes */
  constructor(_type, _name, file, most) {
    this.file = file;
    this.most = most;
    fs.mkdirSync(path.dirname(file), { recursive: true });
    // An output channel is read as soon as it is there.
    fs.appendFileSync(file, "");
  }

  /** @param {number} level @param {string} message */
  #write(level, message) {
    if (level < this.#level) return;
    const time = new Date().toISOString().replace("T", " ").replace("Z", "");
    const text = this.#isPlain ? message : `${time} [${LEVELS[level]}] ${message}\n`;
    if (this.#written + text.length > this.most) {
      fs.renameSync(this.file, `${this.file}.1`);
      this.#written = 0;
    }
    this.#written += text.length;
    fs.appendFileSync(this.file, text);
  }

  /** @param {string} message */
  trace(message) {
    this.#write(0, message);
  }
  /** @param {string} message */
  debug(message) {
    this.#write(1, message);
  }
  /** @param {string} message */
  info(message) {
    this.#write(2, message);
  }
  /** @param {string} message */
  warn(message) {
    this.#write(3, message);
  }
  /** @param {string} message */
  error(message) {
    this.#write(4, message);
  }
  /** @param {string} message */
  critical(message) {
    this.#write(5, message);
  }

  getLevel() {
    return this.#level;
  }
  /** @param {number} level */
  setLevel(level) {
    this.#level = level;
  }
  clearFormatters() {
    this.#isPlain = true;
  }
  // Each line is in the file at once, and in the one form that VS Code asks for.
  setPattern() {}
  flush() {}
  drop() {}
}

/** @param {string} name @param {string} file @param {number} most */
const createLogger = async (name, file, most) => new Logger("rotating", name, file, most);

exports.version = 0;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.Logger = Logger;
exports.createRotatingLogger = createLogger;
exports.createAsyncRotatingLogger = createLogger;
