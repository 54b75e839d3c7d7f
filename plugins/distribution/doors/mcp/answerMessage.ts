import { Server } from '@modelcontextprotocol/sdk/server/index.js'
import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js'
import {
  CallToolRequestSchema,
  type CallToolResult,
  ListToolsRequestSchema,
  type Tool,
} from '@modelcontextprotocol/sdk/types.js'
import { AjvJsonSchemaValidator } from '@modelcontextprotocol/sdk/validation/ajv'

const instructions = `Postyard publishes posts for the clients of an agency. posts_distribute makes a plan: one delivery for each channel. Follow it with plans_status until no delivery is on its way any more. Ask with dryRun first where you are not sure, and give an idempotencyKey with whatever changes something, so that a repeat does nothing twice. An error has a stable code and a sentence that says what to do.`

/** The SDK makes one for each server where it is given none. */
const jsonSchemaValidator = new AjvJsonSchemaValidator()

/**
 * Answers one message of the Model Context Protocol over its streamable HTTP, without a session: any process answers any
 * message, as JSON.
 */
export const answerMessage = async (args: {
  request: Request
  tools: Tool[]
  call: (name: string, input: Record<string, unknown>) => Promise<CallToolResult>
}): Promise<Response> => {
  const { request, tools, call } = args
  const server = new Server(
    { name: 'postyard', title: 'Postyard', version: '0.1.0' },
    { capabilities: { tools: {} }, instructions, jsonSchemaValidator },
  )
  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools }))
  server.setRequestHandler(CallToolRequestSchema, ({ params }) =>
    call(params.name, params.arguments ?? {}),
  )
  const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true })
  await server.connect(transport)
  try {
    return await transport.handleRequest(request)
  } finally {
    await server.close()
  }
}
