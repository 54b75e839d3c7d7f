import type { CallToolResult, Tool } from '@modelcontextprotocol/sdk/types.js'

const instructions = `Postyard publishes posts for the clients of an agency. posts_distribute makes a plan: one delivery for each channel. Follow it with plans_status until no delivery is on its way any more. Ask with dryRun first where you are not sure, and give an idempotencyKey with whatever changes something, so that a repeat does nothing twice. An error has a stable code and a sentence that says what to do.`

/**
 * The SDK, and the validator that it would make for each server where it is given none. Loaded at the first message: a
 * worker never gets one, and need not hold it in its memory.
 */
const openSdk = async () => {
  const [
    { Server },
    { WebStandardStreamableHTTPServerTransport },
    types,
    { AjvJsonSchemaValidator },
  ] = await Promise.all([
    import('@modelcontextprotocol/sdk/server/index.js'),
    import('@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js'),
    import('@modelcontextprotocol/sdk/types.js'),
    import('@modelcontextprotocol/sdk/validation/ajv'),
  ])
  const jsonSchemaValidator = new AjvJsonSchemaValidator()
  return { Server, WebStandardStreamableHTTPServerTransport, types, jsonSchemaValidator }
}

let sdk: ReturnType<typeof openSdk> | undefined

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
  sdk ??= openSdk()
  const { Server, WebStandardStreamableHTTPServerTransport, types, jsonSchemaValidator } = await sdk
  const server = new Server(
    { name: 'postyard', title: 'Postyard', version: '0.1.0' },
    { capabilities: { tools: {} }, instructions, jsonSchemaValidator },
  )
  server.setRequestHandler(types.ListToolsRequestSchema, () => ({ tools }))
  server.setRequestHandler(types.CallToolRequestSchema, ({ params }) =>
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
