import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";

interface Comment {
  readonly id: number;
  readonly user: { readonly login: string };
  body: string;
}

/** As much of the API of GitHub as the action asks: the comments of a pull request. */
export class FakeGithub {
  readonly comments: Comment[] = [];
  readonly requests: string[] = [];
  /** what every request that writes is answered with, where it is set */
  refusal: number | undefined;
  readonly #server: Server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const { status, answer } = this.#answer(request, body);
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify(answer));
    });
  });

  async start(): Promise<string> {
    await new Promise<void>((settle) => this.#server.listen(0, "127.0.0.1", settle));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  add(login: string, body: string): void {
    this.comments.push({ id: this.comments.length + 1, user: { login }, body });
  }

  #answer(
    { method = "", url = "", headers }: IncomingMessage,
    body: string,
  ): { status: number; answer: unknown } {
    this.requests.push(`${method} ${url}`);
    if (headers.authorization !== "Bearer the-token") return { status: 401, answer: {} };
    if (method !== "GET" && this.refusal !== undefined) return { status: this.refusal, answer: {} };
    const list = /^\/repos\/octo\/infra\/issues\/7\/comments(?:\?per_page=100&page=(\d+))?$/.exec(url);
    const one = /^\/repos\/octo\/infra\/issues\/comments\/(\d+)$/.exec(url);
    if (method === "GET" && list !== null) {
      const from = (Number(list[1]) - 1) * 100;
      return { status: 200, answer: this.comments.slice(from, from + 100) };
    }
    if (method === "POST" && list !== null) {
      this.add("github-actions[bot]", (JSON.parse(body) as Comment).body);
      return { status: 201, answer: this.comments.at(-1) };
    }
    const comment = this.comments.find(({ id }) => String(id) === one?.[1]);
    if (method !== "PATCH" || comment === undefined) return { status: 404, answer: {} };
    comment.body = (JSON.parse(body) as Comment).body;
    return { status: 200, answer: comment };
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request) body += String(chunk);
  return body;
}
