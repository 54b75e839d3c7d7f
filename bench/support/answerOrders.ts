type Orders = Record<string, (message: never) => Promise<object | undefined> | object | undefined>

/**
 * The other side of `forkProgram`: calls for each message the function of its type, and sends back what that returns.
 * The process ends when the benchmark is gone, and with an error when one of these throws.
 */
export const answerOrders = (orders: Orders): void => {
  process.once('disconnect', () => process.exit(0))
  process.on('message', async (message: { type: string }) => {
    try {
      const answer = await orders[message.type]!(message as never)
      if (answer) process.send!(answer)
    } catch (error) {
      console.error(error)
      process.exit(1)
    }
  })
}
