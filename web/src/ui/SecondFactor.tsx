// What moves money asks for the second factor again: the code is asked in a dialog, and what was wanted goes on by itself.
import { useRef, useState } from "preact/hooks";
import { Button } from "./Button.tsx";
import { Dialog } from "./Dialog.tsx";
import { ErrorSummary, Field } from "./form.tsx";
import { useAction } from "./hooks.ts";
import { post, Problem } from "../core/api.ts";
import { t } from "../core/i18n.ts";

/** Like useAction; when the server wants the second factor again, `dialog` asks for it and the action is repeated. */
export function useProved<A extends unknown[], R>(act: (...args: A) => Promise<R>) {
  const [asking, ask] = useState(false);
  const waiting = useRef<{ args: A; done: (result: R | undefined) => void } | null>(null);
  const main = useAction(act);
  const run = async (...args: A): Promise<R | undefined> => {
    let again = false;
    const result = await first.run(async () => {
      try {
        return await act(...args);
      } catch (trouble) {
        if (!(trouble instanceof Problem) || trouble.code !== "access.second_factor_again") throw trouble;
        again = true;
        return undefined;
      }
    });
    if (!again) return result;
    ask(true);
    return new Promise((done) => { waiting.current = { args, done }; });
  };
  const first = useAction((step: () => Promise<R | undefined>) => step());
  const stop = (): void => { ask(false); waiting.current?.done(undefined); waiting.current = null; };
  const proved = (): void => {
    const wanted = waiting.current;
    waiting.current = null;
    ask(false);
    if (wanted) void main.run(...wanted.args).then(wanted.done);
  };
  const dialog = <Ask open={asking} on_close={stop} on_proved={proved} />;
  return { run, busy: first.busy || main.busy, problem: first.problem ?? main.problem, clear: () => { first.clear(); main.clear(); }, dialog };
}

function Ask({ open, on_close, on_proved }: { open: boolean; on_close: () => void; on_proved: () => void }) {
  const [code, set_code] = useState("");
  const send = useAction(async () => {
    await post("/api/sign-in/totp", { code: code.replace(/\s/g, "") });
    set_code("");
    on_proved();
  });
  return (
    <Dialog open={open} title={t("con.again_title")} on_close={on_close}>
      <form class="stack" noValidate onSubmit={(event) => { event.preventDefault(); void send.run(); }}>
        <p>{t("con.again_text")}</p>
        <ErrorSummary problem={send.problem} />
        <Field name="again_code" label={t("con.again_code")} value={code} on_input={set_code} inputMode="numeric" autoComplete="one-time-code" maxLength={7} />
        <div class="row"><Button type="submit" kind="main" busy={send.busy}>{t("con.again_go")}</Button><Button onClick={on_close}>{t("act.cancel")}</Button></div>
      </form>
    </Dialog>
  );
}
