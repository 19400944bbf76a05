import { expect } from "chai";
import { decodeText } from "../../../policies/text/decodeText.js";

describe("decodeText", () => {
  it("decodes UTF-8", () => {
    const decoded = decodeText(Buffer.from('{"Sid":"Zürich"}'));
    expect(decoded.ok && decoded.value).to.equal('{"Sid":"Zürich"}');
  });

  it("refuses bytes that are not UTF-8 instead of replacing them", () => {
    const decoded = decodeText(Uint8Array.of(0x7b, 0xff, 0x7d));
    expect(decoded.ok).to.equal(false);
    expect(decoded.diagnostics[0]?.code).to.equal("invalid-utf8");
  });
});
