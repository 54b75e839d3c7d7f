import { DistributionError } from '../../errors.ts'
import { type Assessment, blockedFrom } from '../../plan/risk/index.ts'

/** The refusal of a plan that is too risky, with all that makes it so, what counts most first. */
export const riskTooHigh = ({ score, reasons }: Assessment): DistributionError =>
  new DistributionError(
    'RISK_TOO_HIGH',
    `The risk of this plan is ${score} of 100, and from ${blockedFrom} on it does not start: ${reasons
      .slice(0, 2)
      .map(({ message }) => message)
      .join(' ')} Mend what counts most, leave those accounts out, or choose a longer window.`,
    {
      details: reasons.map(({ code, message, points }) => ({
        path: 'risk',
        code,
        message: `${message} That makes ${points} ${points === 1 ? 'point' : 'points'}.`,
      })),
    },
  )
