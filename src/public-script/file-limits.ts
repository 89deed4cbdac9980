import { mostBytes } from '#kernel/file-limits.ts'
import type { AnswerError } from './answers.ts'

export const fileProblem = (file: { size: number }): 'file.empty' | 'file.too-big' | undefined =>
  file.size === 0 ? 'file.empty' : file.size > mostBytes ? 'file.too-big' : undefined

export const fileErrors = (files: readonly { size: number }[]): AnswerError[] => {
  const codes = new Set(files.map(fileProblem).filter(code => code !== undefined))
  return [...codes].map(code => ({ question: 2, field: 'upload', code }))
}
