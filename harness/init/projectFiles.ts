import type { Project } from "./detectProject.js";
import { testFile } from "./runnerCommand.js";

/** A file that is written unless it exists. */
export interface ProjectFile {
  /** from the folder, with `/` */
  readonly path: string;
  readonly content: string;
}

/**
 * The files for a project, without package.json.
 *
 * @param root the root of the repository and the folder as seen from there, where a workflow is read
 */
export const projectFiles = (
  project: Project,
  root: { up: string; inside: string },
): readonly ProjectFile[] => [
  { path: testFile("iam", project), content: planTest(project) },
  { path: testFile("iam-example", project), content: exampleTest(project) },
  { path: "planproof.config.json", content: `${JSON.stringify(configOf(project), null, 2)}\n` },
  ...project.ci.map((service) =>
    service === "github" ? githubWorkflow(project, root) : gitlabJob(project, root),
  ),
];

const planOf = ({ terraform }: Project): string => (terraform === "." ? "tfplan" : `${terraform}/tfplan`);

const configOf = (project: Project) => ({
  $schema: "./node_modules/planproof/harness/config/planproof.config.schema.json",
  sources: [planOf(project)],
  ...(project.terraform !== "." && { chdir: project.terraform }),
  gate: "new",
});

const planTest = (project: Project): string => `import { describePlan } from "planproof/${project.runner}";

// One test for each property and principal of the plan, which \`npm run iam:plan\` makes.
// What is known only after apply is pending: without \`undecided\` it fails.
await describePlan(${JSON.stringify(planOf(project))}, {
${project.terraform === "." ? "" : `  chdir: ${JSON.stringify(project.terraform)},\n`}  undecided: "allow",
});
`;

const exampleTest = (project: Project): string => `import { describePlan } from "planproof/${project.runner}";

// This passes: the policy of AWS Batch allows no change of permissions.
await describePlan("managed:AWSBatchServiceRole", { properties: ["no-iam-administration"] });

// This fails on purpose, to show what a violation looks like. Delete this file when you have seen it.
await describePlan("managed:AdministratorAccess", { properties: ["no-admin"] });
`;

interface Place {
  readonly up: string;
  readonly inside: string;
}

const githubWorkflow = ({ runner }: Project, { up, inside }: Place): ProjectFile => ({
  path: `${up}.github/workflows/planproof.yml`,
  content: `name: planproof
on: pull_request
permissions:
  contents: read
jobs:
  planproof:
    runs-on: ubuntu-latest
${inside === "" ? "" : `    defaults:\n      run:\n        working-directory: ${JSON.stringify(inside)}\n`}    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 22
      - uses: hashicorp/setup-terraform@v3
        with:
          terraform_wrapper: false # the wrapper adds lines to the JSON
      - run: npm ci
      # give this step the credentials that your plan needs
      - run: npm run iam:plan
      - run: npm run iam:check -- --format github
      - run: npm run iam:test # ${runner}
        if: always()
`,
});

const gitlabJob = (_: Project, { inside }: Place): ProjectFile => ({
  path: "planproof.gitlab-ci.yml",
  content: `# in .gitlab-ci.yml: include: { local: ${inside === "" ? "" : `${inside}/`}planproof.gitlab-ci.yml }
planproof:
  # Node 22 with terraform: add it to the image, or make the plan in an earlier job and keep it as an artifact
  image: node:22
  script:
${inside === "" ? "" : `    - cd ${JSON.stringify(inside)}\n`}    - npm ci
    - npm run iam:plan
    - npm run iam:check -- --out gitlab=gl-code-quality-report.json --out junit=planproof.xml
    - npm run iam:test
  artifacts:
    when: always
    reports:
      codequality: ${inside === "" ? "" : `${inside}/`}gl-code-quality-report.json
      junit: ${inside === "" ? "" : `${inside}/`}planproof.xml
`,
});
