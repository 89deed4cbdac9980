import type { Actor, Role } from '#kernel/actor.ts'

/** What may be done and by whom: `role × verb`, plain data beside each capability, gathered in `app/verbs.ts`. */
export type Permission = { readonly verb: string; readonly roles: readonly (Role | Door)[] }

/** Those who stand at a door without having signed in. */
export type Door = 'anonymous' | 'reporter' | 'system'

export const verbs = <V extends string>(
  table: Record<V, readonly (Role | Door)[]>
): { readonly [K in V]: Permission } =>
  Object.fromEntries(Object.entries(table).map(([verb, roles]) => [verb, { verb, roles }])) as {
    [K in V]: Permission
  }

/** Whether this actor's role has the verb. Which rows they reach is the circles' business, not this one's. */
export const may = (actor: Actor, { roles }: Permission): boolean =>
  actor.kind === 'staff' ? actor.roles.some(role => roles.includes(role)) : roles.includes(actor.kind)
