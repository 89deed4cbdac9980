// What the first visit sets up from: the profile and strategy that ship with Fener, or files the municipality brings.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { loadNetworkProfile, type NetworkProfile } from '#kernel/network-profile.ts'
import { problem } from '#kernel/problem.ts'
import { loadStrategy } from '#plan/load-strategy.ts'
import type { Strategy } from '#plan/strategy.ts'

/** A file's text, or null for Ranilug's; of the strategy also the empty template. */
export const Files = z.strictObject({
  profile: z
    .string()
    .max(2 * 1024 * 1024)
    .nullable(),
  strategy: z
    .string()
    .max(4 * 1024 * 1024)
    .or(z.strictObject({ template: z.literal(true) }))
    .nullable()
})
export type Files = z.infer<typeof Files>

const shipped = (name: string) =>
  readFileSync(join(process.env.FENER_HOME ?? process.cwd(), 'strategy', name), 'utf8')

const strategyText = (chosen: Files['strategy']): string =>
  typeof chosen === 'string' ? chosen : shipped(chosen ? 'template.yaml' : 'ranilug-2024.yaml')

/** Both files checked: every fault with its line and reason, and nothing loaded while there is one. */
export const checkFiles = (files: Files) => {
  const profile = loadNetworkProfile(files.profile ?? shipped('ranilug-network.yaml'))
  const strategy = loadStrategy(strategyText(files.strategy))
  return {
    profile: profile.ok ? { ok: true as const, name: profile.profile.name } : profile,
    strategy: strategy.ok
      ? {
          ok: true as const,
          title: strategy.strategy.meta.title,
          goals: strategy.strategy.goals.length,
          points: strategy.strategy.action_plan.points.length,
          indicators: strategy.strategy.results_framework.flatMap(t =>
            t.activities.flatMap(a => a.indicators)
          ).length
        }
      : strategy
  }
}

export const loadFiles = (files: Files): { profile: NetworkProfile; strategy: Strategy } => {
  const profile = loadNetworkProfile(files.profile ?? shipped('ranilug-network.yaml'))
  const strategy = loadStrategy(strategyText(files.strategy))
  if (!profile.ok || !strategy.ok) throw problem('set-up.faulty-file', 422)
  return { profile: profile.profile, strategy: strategy.strategy }
}
