// What the working group edits and takes along as a file: a matrix with made-up examples that say what it should answer.
import { z } from 'zod'
import { levels, Matrix, MatrixWords, signAnswers } from '../matrix.ts'

/** Nobody's story: made up, so that everybody sees what a change of the matrix does. */
export const Example = z.strictObject({
  title: MatrixWords,
  answers: z.record(z.string().max(64), z.enum(signAnswers)),
  /** What the working group expects the matrix to say. */
  level: z.enum(levels)
})
export type Example = z.infer<typeof Example>

export const MatrixDocument = z.strictObject({
  ...Matrix.shape,
  examples: z.array(Example).max(60).default([])
})
export type MatrixDocument = z.infer<typeof MatrixDocument>

/** The matrix alone, as it scores: what phones and questionnaires get. */
export const matrixOf = ({ examples: _examples, ...matrix }: MatrixDocument): Matrix => matrix
