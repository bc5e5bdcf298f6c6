// How a message is divided into lines.
import { describe, expect, it } from "vitest";
import { LONGEST_HEADLINE } from "../values/headline.ts";
import { laidOut } from "./message.ts";

const TITLE = "Something is wrong";

describe("a message", () => {
  it.each([
    ["One. Two. Three?", ["One.", "Two.", "Three?"]],
    ["It came with 8.16.1. sendmail drops it.", ["It came with 8.16.1.", "sendmail drops it."]],
    ['It says "no. such thing". Try it.', ['It says "no. such thing".', "Try it."]],
    ["Write one (e.g. 5.7.1. or so). Done.", ["Write one (e.g. 5.7.1. or so).", "Done."]],
    ["A headline.\nWhy. What.\nProof: a client.", ["A headline.", "Why.", "What.", "Proof: a client."]],
  ])("%s has each sentence on a line of its own", (message, lines) => {
    expect(laidOut(message, TITLE).split("\n")).toEqual(lines);
  });

  it.each([
    [
      'sendmail does not know CIDR notation: it compares "192.168.4.0/255.255.254.0" letter for letter. Write it so.',
      [
        "sendmail does not know CIDR notation.",
        'It compares "192.168.4.0/255.255.254.0" letter for letter.',
        "Write it so.",
      ],
    ],
    [
      "The greeting holds the version of sendmail, so a scanner knows at once which published holes to try.",
      ["The greeting holds the version of sendmail.", "So a scanner knows at once which published holes to try."],
    ],
    [
      "Mail for a domain in this table goes elsewhere, and m4 reports an error and leaves the rest of it out.",
      ["Mail for a domain in this table goes elsewhere.", "m4 reports an error and leaves the rest of it out."],
    ],
  ])("that begins with a long sentence has a short one first: %s", (message, lines) => {
    expect(laidOut(message, TITLE).split("\n")).toEqual(lines);
  });

  it("that cannot be divided begins with what the rule finds, and loses nothing", () => {
    const long = `This relays for anyone whose MAIL FROM is an address with a From: line, ${"or another one ".repeat(4)}that is there.`;
    expect(laidOut(long, TITLE).split("\n")).toEqual([`${TITLE}.`, long]);
    expect(laidOut(`${"x".repeat(500)}.`, TITLE).split("\n")[0]).toBe(`${TITLE}.`);
  });

  it("has a first line of at most 74 characters", () => {
    for (let length = 60; length < 140; length++) {
      const [first = ""] = laidOut(
        `Some ${"w".repeat(20)} thing is ${"x".repeat(length - 40)}, so it fails. Fix it.`,
        TITLE,
      ).split("\n");
      expect(first.length).toBeLessThanOrEqual(LONGEST_HEADLINE);
    }
  });
});
