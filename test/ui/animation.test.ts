// The short animation of the extension's page: an open relay is seen, explained, fixed, and closed, as a person does it by keyboard.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { animated, type Frame } from "./animation.ts";
import { aDayWith } from "./day.ts";
import { SHOTS } from "./person.ts";

const MC = "small/sendmail.mc";
const FEATURE = "FEATURE(`promiscuous_relay')";
const TEXT = [
  "VERSIONID(`mail.example.com')dnl",
  "OSTYPE(`linux')dnl",
  "define(`confDOMAIN_NAME', `mail.example.com')dnl",
  "FEATURE(`access_db')dnl",
  `${FEATURE}dnl`,
  "MAILER(`local')dnl",
  "MAILER(`smtp')dnl",
  "",
].join("\n");

const at = aDayWith(MC, { files: { [MC]: TEXT, "small/access": "Connect:192.0.2\tRELAY\n" } });

test("an open relay is seen, explained, fixed and closed, in an animation of four pictures", async () => {
  const person = at();
  const { page } = person;
  await page.setViewportSize({ width: 1024, height: 640 });
  const frames: Frame[] = [];
  const take = async (milliseconds: number) => {
    // Nothing blinks or moves in the picture.
    await page.waitForTimeout(500);
    frames.push({ png: await page.screenshot(), milliseconds });
  };
  const status = (text: string) => page.locator(".statusbar-item", { hasText: text });
  await status("OPEN RELAY").waitFor();
  expect(await person.findsProblem("relay-promiscuous")).toBe(true);
  await person.filterProblems("");
  await take(2_500);
  await person.goTo(MC, "promiscuous_relay");
  await person.hover("promiscuous_relay");
  await take(4_000);
  await person.press("Escape");
  await person.quickFix(/^Remove .*promiscuous_relay/, () => take(2_500));
  await status("OPEN RELAY").waitFor({ state: "detached" });
  await take(3_000);
  const animation = animated(frames);
  mkdirSync(SHOTS, { recursive: true });
  writeFileSync(path.join(SHOTS, "fixing.png"), animation);
  // The browser reads it as it is on a page: four pictures, shown again and again.
  const read = await page.evaluate(async (base64) => {
    const data = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const decoder = new ImageDecoder({ data, type: "image/png" });
    await decoder.tracks.ready;
    const track = decoder.tracks.selectedTrack;
    const { image } = await decoder.decode({ frameIndex: 3 });
    return [track?.frameCount, track?.repetitionCount, image.codedWidth, image.codedHeight, image.duration];
  }, animation.toString("base64"));
  expect(read).toEqual([4, Number.POSITIVE_INFINITY, 1024, 640, 3_000_000]);
});
