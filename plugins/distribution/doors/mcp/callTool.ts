import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js'
import type { PayloadRequest } from 'payload'
import { notFound } from '../../errors.ts'
import type { Operation } from '../../operation.ts'
import { problemOf } from '../../problem.ts'
import { perform } from '../perform.ts'
import { toolNameOf } from './describeTool.ts'

type Args = {
  operations: Operation[]
  req: PayloadRequest
  name: string
  /** The operation's input, and its `idempotencyKey`. */
  input: Record<string, unknown>
  tell: (headers: Record<string, string>) => void
}

const text = (value: unknown): CallToolResult['content'] => [
  { type: 'text', text: JSON.stringify(value) },
]

/** Runs the operation of a tool. An error is an answer too: the problem, as every door has it. */
export const callTool = async (args: Args): Promise<CallToolResult> => {
  const { operations, req, name, tell } = args
  const { idempotencyKey: key, ...input } = args.input
  try {
    const operation = operations.find((one) => toolNameOf(one) === name)
    if (!operation) throw notFound('tool')
    const { output, isReplayed } = await perform({
      operation,
      req,
      read: () => ({ input, key }),
      tell,
    })
    const isObject = typeof output === 'object' && output !== null && !Array.isArray(output)
    return {
      content: text(output),
      ...(isObject ? { structuredContent: output as Record<string, unknown> } : {}),
      ...(isReplayed ? { _meta: { 'postyard/isReplayed': true } } : {}),
    }
  } catch (error) {
    return { content: text(problemOf(error, req)), isError: true }
  }
}
