// One way to the server: JSON in, JSON out, RFC 9457 problems as errors with words for the person.

import { lang } from "./i18n.ts";

export interface FieldError { pointer: string; code: string; detail: string }

/** What the server refused, or what stood in the way. `status` 0 means it was not reached. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly details: { id: string; en: string },
    readonly errors: FieldError[] = [],
  ) {
    super(code);
  }
  /** The sentence in the reader's language. */
  get text(): string {
    return this.details[lang()] || this.details.id;
  }
  /** No signal, a time-out or a server that cannot now: the same request may be sent again. */
  get passing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

const no_signal = () =>
  new Problem(0, "net.unreachable", {
    id: "Server belum terjangkau. Periksa sambungan internet, lalu coba lagi.",
    en: "The server cannot be reached. Check your connection and try again.",
  });

/** Called when an answer says that nobody is signed in any more (not when a code or a password was wrong). */
let session_ended: (() => void) | null = null;
export const when_session_ends = (listener: () => void): (() => void) => {
  session_ended = listener;
  return () => { session_ended = null; };
};

async function problem_of(answer: Response): Promise<Problem> {
  const problem = await problem_in(answer);
  if (answer.status === 401 && !problem.code.endsWith("_wrong")) session_ended?.();
  return problem;
}

async function problem_in(answer: Response): Promise<Problem> {
  try {
    const body = await answer.json();
    const detail = String(body.detail ?? body.title ?? "");
    return new Problem(answer.status, String(body.code ?? "http." + answer.status), body.details ?? { id: detail, en: detail }, body.errors ?? []);
  } catch {
    return new Problem(answer.status, "http." + answer.status, {
      id: "Server sedang bermasalah. Coba lagi sebentar.",
      en: "The server has a problem. Please try again shortly.",
    });
  }
}

/** The answers that the server wrote into the page, by path; each is used once, the next read asks again. */
let given: Record<string, unknown> | null = null;

function given_answer(path: string): unknown {
  if (given === null) {
    given = {};
    const text = typeof document === "undefined" ? null : document.getElementById("awal")?.textContent;
    try { if (text) given = (JSON.parse(text) as Record<string, unknown>) ?? {}; } catch { /* a page without answers asks for them */ }
  }
  const body = given[path];
  delete given[path];
  return body;
}

export type Query = Record<string, string | number | null | undefined>;

export function address(path: string, query?: Query): string {
  const pairs = Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== null && value !== "");
  return pairs.length ? `${path}?${pairs.map(([k, v]) => `${k}=${encodeURIComponent(String(v))}`).join("&")}` : path;
}

export interface Sending { body?: unknown; etag?: string; signal?: AbortSignal; csrf?: string }

async function once(method: string, url: string, sending: Sending): Promise<Response> {
  const headers: Record<string, string> = { Accept: "application/json", "Accept-Language": lang() };
  let body: BodyInit | undefined;
  if (sending.body instanceof Blob) {
    body = sending.body;
    headers["Content-Type"] = sending.body.type;
  } else if (sending.body !== undefined) {
    body = JSON.stringify(sending.body);
    headers["Content-Type"] = "application/json";
  }
  if (sending.etag) headers["If-Match"] = sending.etag;
  try {
    return await fetch(url, { method, headers, body, signal: sending.signal, credentials: "same-origin" });
  } catch (trouble) {
    if (sending.signal?.aborted) throw trouble;
    throw no_signal();
  }
}

/** Sends one request and gives the body back; throws a Problem otherwise. */
export async function call<T>(method: string, url: string, sending: Sending = {}): Promise<T> {
  const answer = await once(method, url, sending);
  if (!answer.ok) throw await problem_of(answer);
  return answer.status === 204 || answer.status === 205 ? (undefined as T) : ((await answer.json().catch(() => undefined)) as T);
}

/** The same, with the ETag that an edit must send back. */
export async function call_tagged<T>(method: string, url: string, sending: Sending = {}): Promise<{ body: T; etag: string }> {
  const answer = await once(method, url, sending);
  if (!answer.ok) throw await problem_of(answer);
  return { body: (await answer.json()) as T, etag: answer.headers.get("etag") ?? "" };
}

/** The address of something to read, with the type of what is read there. */
export type Door<T> = string & { readonly gives?: T };

/** What the server already wrote into the page for this door, if anything. */
export const ready_answer = <T>(door: Door<T>): T | undefined => given_answer(door) as T | undefined;

export const read = <T>(door: Door<T>, signal?: AbortSignal): Promise<T> => call<T>("GET", door, { signal });

export const post = <T>(path: string, body: unknown): Promise<T> => call<T>("POST", path, { body });
export const put = <T>(path: string, body: unknown, etag?: string): Promise<T> => call<T>("PUT", path, { body, etag });

export async function get_text(url: string): Promise<string> {
  const answer = await once("GET", url, {});
  if (!answer.ok) throw await problem_of(answer);
  return answer.text();
}
