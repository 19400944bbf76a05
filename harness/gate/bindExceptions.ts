import { type Diagnostic, failures, type Result, success } from "../../policies/text/diagnostic.js";
import { didYouMean } from "../../policies/text/nearestNames.js";
import { builtInProperties } from "../../properties/catalogue/builtInProperties.js";
import { isAbout, type Property } from "../../properties/property.js";
import type { Target } from "../../properties/target.js";
import { printAddress, withoutAccount, withoutSource } from "../../properties/targetAddress.js";
import { entryFaults } from "./entryFaults.js";
import { exceptionId, namedStatements } from "./exceptedBy.js";
import type { Exception } from "./exception.js";
import { exceptionForm } from "./exceptionForm.js";
import { daysBetween } from "./isDay.js";
import { statementDigest } from "./statementDigest.js";

/** An exception with what it is about in a run. */
export interface BoundException {
  readonly id: string;
  readonly exception: Exception;
  /** its last day is over: it takes nothing out */
  readonly isExpired: boolean;
  /** addresses of its targets, as reports print them; none where the run does not ask about them */
  readonly targets: ReadonlySet<string>;
}

/** What exceptions are bound to. */
export interface BoundTo {
  readonly properties: readonly Property[];
  readonly targets: readonly Target[];
  /** names of the sources, which may narrow them to some targets */
  readonly sources: readonly string[];
  /** true where further sources are asked apart, which may have the targets that these lack */
  readonly isPart?: boolean;
  /** `YYYY-MM-DD`; needed where an exception has a last day */
  readonly today?: string;
}

/** Finds the property and the targets of each exception; fails for what does not exist, with the nearest name. */
export function bindExceptions(
  exceptions: readonly Exception[],
  asked: BoundTo,
): Result<readonly BoundException[]> {
  const wrong = exceptions.flatMap((one, at) => formFaults(one, at));
  if (wrong.length > 0) return failures(wrong);
  const places = placesOf(asked.targets);
  const bound = exceptions.map((exception) => bind(exception, asked, places));
  const faults = [
    ...bound.flatMap(({ faults: own }) => own),
    ...repeated(bound.map(({ bound: one }) => one)),
  ];
  return faults.length > 0 ? failures(faults) : success(bound.map(({ bound: one }) => one));
}

const formFaults = ({ written, ...exception }: Exception, at: number): readonly Diagnostic[] =>
  entryFaults(exception, exceptionForm).map(({ message, hint }) =>
    faultAt(written, written === undefined ? `${message}, in \`exceptions[${at}]\`` : message, hint),
  );

type Places = ReadonlyMap<string, readonly Target[]>;

/** Targets by all names that they have. */
function placesOf(targets: readonly Target[]): Places {
  const places = new Map<string, Target[]>();
  for (const target of targets) {
    for (const name of new Set(namesOf(target))) {
      const there = places.get(name) ?? [];
      there.push(target);
      places.set(name, there);
    }
  }
  return places;
}

const namesOf = ({ address }: Target): readonly string[] =>
  [address, withoutAccount(address)]
    .flatMap((one) => [one, withoutSource(one)])
    .map(printAddress)
    .filter((name) => name !== "");

function bind(exception: Exception, asked: BoundTo, places: Places) {
  const { property: id, target, until } = exception;
  const property = asked.properties.find((one) => one.id === id);
  const there = (places.get(target) ?? []).filter(
    (one) => property !== undefined && isAskedOf(property, one),
  );
  const bound: BoundException = {
    id: exceptionId(exception),
    exception,
    isExpired: until !== undefined && asked.today !== undefined && daysBetween(asked.today, until) < 0,
    targets: new Set(property === undefined ? [] : there.map(({ address }) => printAddress(address))),
  };
  const faults = [
    ...(until !== undefined && asked.today === undefined ? [noDay] : []),
    ...(property === undefined ? unknownProperty(id, asked) : kindFaults(property, exception)),
    ...(property === undefined || places.has(target) ? [] : missingTarget(target, asked, places)),
    ...there.flatMap((one) => ambiguous(exception, one)),
  ];
  return { bound, faults: faults.map(([message, hint]) => faultAt(exception.written, message, hint)) };
}

type Fault = readonly [message: string, hint: string];

const isAskedOf = (property: Property, { document, resource, counted }: Target): boolean =>
  isAbout(
    property,
    document !== undefined
      ? "documents"
      : counted !== undefined
        ? "plan"
        : resource !== undefined
          ? "resources"
          : "principals",
  );

function unknownProperty(id: string, { properties }: BoundTo): readonly Fault[] {
  const ids = [...new Set([...builtInProperties, ...properties].map((one) => one.id))];
  return ids.includes(id)
    ? []
    : [
        [
          `an exception is for the unknown property \`${id}\``,
          didYouMean(id, ids, "`planproof list properties`"),
        ],
      ];
}

/** A source that is narrowed to some targets shows no others, and a target may name a source that is not read. */
function missingTarget(target: string, { sources, isPart }: BoundTo, places: Places): readonly Fault[] {
  const isNarrowed = sources.some((source) => source.includes("#"));
  const isElsewhere = target.includes("#") && !sources.some((source) => target.startsWith(`${source}#`));
  if (isNarrowed || isElsewhere || isPart) return [];
  const names = [...places.keys()].filter((name) => !name.includes("#"));
  return [
    [
      `an exception is for the target \`${target}\`, which does not exist`,
      `${didYouMean(target, names, "`planproof extract SOURCE`")}; remove the exception where the target is gone`,
    ],
  ];
}

function kindFaults({ id, excepts, about }: Property, exception: Exception): readonly Fault[] {
  const { actions, resources, caller, statement } = exception;
  const named = [actions && "actions", resources && "resources", caller && "caller"].filter(
    (one) => one !== undefined,
  );
  if (excepts !== "requests" && named.length > 0)
    return [
      [
        `\`${id}\` is not asked about requests, so its exception cannot have \`${named[0]}\``,
        "leave it out: the exception is then for what the property says of the target",
      ],
    ];
  if (excepts === undefined && statement !== undefined)
    return [[`\`${id}\` names no statement, so its exception cannot have one`, "leave `statement` out"]];
  if (caller !== undefined && !isAbout({ ...(about && { about }) }, "resources"))
    return [
      [
        `\`${id}\` is about principals, so its exception cannot have a \`caller\``,
        "leave it out: the target is the caller",
      ],
    ];
  return [];
}

function ambiguous(exception: Exception, target: Target): readonly Fault[] {
  const { statement } = exception;
  if (statement === undefined) return [];
  const digests = [
    ...new Set(namedStatements(exception, target).map((one) => statementDigest(one.statement))),
  ];
  return digests.length < 2
    ? []
    : [
        [
          `${digests.length} statements of \`${exception.target}\` have the name \`${statement}\``,
          `name one by its digest: ${digests.join(", ")}`,
        ],
      ];
}

function repeated(bound: readonly BoundException[]): readonly Diagnostic[] {
  const seen = new Set<string>();
  return bound.flatMap(({ id, exception }) => {
    const isAgain = seen.has(id);
    seen.add(id);
    return isAgain
      ? [
          faultAt(
            exception.written,
            `an exception for \`${exception.property}\` of \`${exception.target}\` is there twice`,
            "remove one of the two",
          ),
        ]
      : [];
  });
}

const noDay: Fault = [
  "an exception has a last day, and today is not known",
  "give the option `today` as YYYY-MM-DD",
];

function faultAt(written: Exception["written"], message: string, hint: string): Diagnostic {
  return {
    code: "exception",
    severity: "error",
    message,
    hint,
    ...(written && { source: written.file, ...(written.position && { position: written.position }) }),
  };
}
