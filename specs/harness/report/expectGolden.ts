import { readFileSync } from "node:fs";
import { expect } from "chai";

/** Compares a string with `golden/NAME`, which is reviewed like code: write it anew by hand, never by the spec. */
export const expectGolden = (text: string, name: string): void =>
  void expect(text).to.equal(readFileSync(new URL(`./golden/${name}`, import.meta.url), "utf8"));
