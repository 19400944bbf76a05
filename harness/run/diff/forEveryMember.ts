import { distinguishingKeys, lacking } from "../../../policies/prove/question/forEveryCaller.js";
import { proverFor } from "../../../policies/prove/question/prover.js";
import { inAll } from "../../../properties/allowedBy.js";
import type { BeforeAndAfter } from "./beforeAndAfter.js";
import type { DiffQuestions } from "./diffAccess.js";

/**
 * The questions about a principal of which a part of the ARN is unknown: certain is what changes for every caller that
 * it may be, and possible what changes for one of them.
 */
export function forEveryMember(
  asked: DiffQuestions,
  { principal, callers, example }: BeforeAndAfter,
): DiffQuestions {
  if (callers === undefined || example === undefined) return asked;
  const { gain, loss, mayGain = gain, mayLose = loss } = asked;
  const { encoding } = proverFor({ principal, callerKeys: callers });
  const keys = new Set(
    [gain, loss].flatMap(({ more, less }) =>
      [more, less].flatMap((access) => distinguishingKeys(access, example.keys, encoding)),
    ),
  );
  if (keys.size === 0) return asked;
  const certainly = ({ more, less }: DiffQuestions["gain"]) => ({
    more: inAll(more, lacking([...keys])),
    less,
  });
  return { ...asked, gain: certainly(gain), loss: certainly(loss), mayGain, mayLose };
}
