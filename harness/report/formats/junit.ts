import { type Findings, type Passed, type ReviewFinding, whyUncounted } from "./findings.js";

/**
 * JUnit XML: a suite for each source, and a test for each rule of each subject. Names never hold a reason, so that a
 * service recognises a test from run to run. What does not decide the exit code fails no test.
 *
 * Source: https://github.com/jenkinsci/xunit-plugin (junit-10.xsd)
 */
export function junit({ findings, passed, properties, notes }: Findings): string {
  const suites = new Map<string, Test[]>();
  for (const test of [...findings.map(findingTest), ...passed.map(passedTest)]) {
    const suite = suites.get(test.source);
    if (suite === undefined) suites.set(test.source, [test]);
    else suite.push(test);
  }
  const all = [...suites.values()].flat();
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="planproof" ${countsOf(all)}>`,
    ...[...suites].flatMap(([source, tests], index) => [
      `  <testsuite name="${attribute(source)}" ${countsOf(tests)} skipped="${count(tests, "skipped")}">`,
      ...propertyLines(properties),
      ...tests.map(({ xml }) => xml),
      ...(index === 0 && notes.length > 0
        ? [`    <system-out>${content(notes.join("\n"))}</system-out>`]
        : []),
      "  </testsuite>",
    ]),
    "</testsuites>",
    "",
  ].join("\n");
}

interface Test {
  readonly source: string;
  readonly end: "passed" | "failure" | "skipped";
  readonly xml: string;
}

const countsOf = (tests: readonly Test[]): string =>
  `tests="${tests.length}" failures="${count(tests, "failure")}" errors="0"`;

const count = (tests: readonly Test[], wanted: Test["end"]): number =>
  tests.filter(({ end }) => end === wanted).length;

const propertyLines = (properties: Findings["properties"]): readonly string[] => [
  "    <properties>",
  ...Object.entries(properties).map(
    ([name, value]) => `      <property name="${attribute(name)}" value="${attribute(value)}"/>`,
  ),
  "    </properties>",
];

const opening = ({ subject, source, rule }: Passed): string =>
  `    <testcase classname="${attribute(subject === "" ? source : subject)}" name="${attribute(rule)}"`;

const passedTest = (passed: Passed): Test => ({
  source: passed.source,
  end: "passed",
  xml: `${opening(passed)}/>`,
});

function findingTest(finding: ReviewFinding): Test {
  const { source, state, message, isCounted, details } = finding;
  const report = content([message, ...details].join("\n"));
  const end = isCounted ? "failure" : state === "refuted" && !finding.exception ? "passed" : "skipped";
  const inside = {
    failure: `<failure type="${state}" message="${attribute(message)}">${report}</failure>`,
    passed: `<system-out>${content(`${whyUncounted(finding)}: `)}${report}</system-out>`,
    skipped: `<skipped message="${attribute(`${whyUncounted(finding)}: ${message}`)}"/>`,
  }[end];
  return { source, end, xml: `${opening(finding)}>${inside}</testcase>` };
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\n": "&#10;",
};

/** What no XML document may hold, not even escaped. Source: https://www.w3.org/TR/xml/#charsets */
const forbidden = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

const content = (text: string): string =>
  text.replace(forbidden, "\ufffd").replace(/[&<>]/g, (character) => entities[character]!);

const attribute = (text: string): string =>
  text.replace(forbidden, "\ufffd").replace(/[&<>"\n]/g, (character) => entities[character]!);
