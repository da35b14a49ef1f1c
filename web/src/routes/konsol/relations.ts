// Standings in a family, as the family card has them.
import { t_or } from "../../core/i18n.ts";

export type Relation = "head" | "husband" | "wife" | "child" | "child_in_law" | "grandchild" | "parent" | "parent_in_law" | "relative" | "helper" | "other";
export const relations: Relation[] = ["head", "husband", "wife", "child", "child_in_law", "grandchild", "parent", "parent_in_law", "relative", "helper", "other"];
/** To choose from, the head left out: there is exactly one, and it is named on its own. */
export const relation_options = (): Array<[string, string]> => relations.filter((one) => one !== "head").map((one) => [one, t_or(`relation.${one}`, one)]);
