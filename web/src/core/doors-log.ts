// The doors of the public log and of reports: few pages want them, so they are not among those that every page fetches.
import { post, type Door } from "./api.ts";
import type { CheckState, LogState, Report } from "./types.ts";

export const log = (): Door<LogState> => "/api/log";
export const check = (): Door<CheckState> => "/api/check";
export const report = (wish: Report): Promise<void> => post("/api/reports", wish);
