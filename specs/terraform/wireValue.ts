import { decode, ExtensionCodec, encode } from "@msgpack/msgpack";

/** A value that is known only after apply. */
class Unknown {}

export const unknown: unknown = new Unknown();

/** Extension 0 is unknown; 12 is unknown with a hint at what it may be, which is not used here. */
const extensionCodec = new ExtensionCodec();
extensionCodec.register({
  type: 0,
  encode: (value) => (value instanceof Unknown ? new Uint8Array([0]) : null),
  decode: () => unknown,
});
extensionCodec.register({ type: 12, encode: () => null, decode: () => unknown });

/** A value of terraform's type system on its way. */
export interface WireValue {
  readonly msgpack?: Uint8Array;
  readonly json?: Uint8Array;
}

export type Values = Record<string, unknown>;

/** The attributes of a resource, or null for a missing one. */
export function fromWire(value: WireValue | null | undefined): Values | null {
  if (value?.msgpack?.length) return decode(value.msgpack, { extensionCodec }) as Values | null;
  return value?.json?.length ? JSON.parse(Buffer.from(value.json).toString()) : null;
}

export const toWire = (value: Values | null): WireValue => ({ msgpack: encode(value, { extensionCodec }) });

/** Whether a value is unknown, or anything inside it. */
export const hasUnknown = (value: unknown): boolean =>
  value === unknown || (typeof value === "object" && value !== null && Object.values(value).some(hasUnknown));
