// What every page uses, kept in one chunk: many small shared chunks compress worse and cost a request each. Every page's module
// is made to reach it by build.mjs, so esbuild gives it one home.
import "preact/hooks";
import "./core/api.ts";
import "./core/doors.ts";
import "./core/fmt.ts";
import "./core/i18n.ts";
import "./core/keep.ts";
import "./core/router.ts";
import "./core/store.ts";
import "./ui/Button.tsx";
import "./ui/Icon.tsx";
import "./ui/Money.tsx";
import "./ui/hooks.ts";
import "./ui/marks.tsx";
import "./ui/page.tsx";
import "./ui/states.tsx";
