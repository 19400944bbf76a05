import type { Dice } from "./dice.js";

const centralEntry = Buffer.from([0x50, 0x4b, 1, 2]);

/** Damages bytes: cuts them off, changes some, or lies about a size in the directory of a zip. */
export function editBytes(bytes: Uint8Array, dice: Dice): Uint8Array {
  const edited = Buffer.from(bytes);
  if (edited.length === 0) return edited;
  return dice.pick<() => Uint8Array>([
    () => edited.subarray(0, dice.below(edited.length)),
    () => Buffer.concat([edited, edited.subarray(dice.below(edited.length))]),
    () => {
      for (let left = 1 + dice.below(4); left > 0; left -= 1)
        edited[dice.below(edited.length)] = dice.below(256);
      return edited;
    },
    () => {
      const at = edited.indexOf(centralEntry, dice.below(edited.length));
      // compressed size, unpacked size and offset, each four bytes
      if (at >= 0 && at + 46 <= edited.length)
        edited.writeUInt32LE(dice.next(), at + dice.pick([20, 24, 42]));
      return edited;
    },
  ])();
}
