import { exampleIds } from '../../exampleIds.ts'
import { makeLink, noLink } from '../link.ts'

const receipt = {
  facts: {
    id: exampleIds.receipt,
    tenant: exampleIds.tenant,
    delivery: exampleIds.delivery,
    plan: exampleIds.plan,
    channel: exampleIds.channel,
    attempt: 1,
    fence: 1,
    action: 'fire',
    openedAt: '2026-11-23T14:30:00.012Z',
    closedAt: '2026-11-23T14:30:00.418Z',
    outcome: 'ok',
    statusCode: 200,
    externalId: 'post-1',
  },
  personal: { by: 'worker-1', externalUrl: 'https://example.com/status/1' },
}

const salt = '1f0c5a7e9b3d2846a0c4e8f2b6d17395'

const { salt: _, ...link } = makeLink({
  tenant: exampleIds.tenant,
  seq: 1,
  previous: noLink,
  receipt,
  salt,
  sealedAt: new Date('2026-11-23T14:30:01.950Z'),
})

/** The export of one plan with one receipt; its digests are right, so that it can be checked as it stands. */
export const exampleExport = {
  input: { id: exampleIds.tenant, plan: exampleIds.plan },
  output: {
    lines: [
      {
        kind: 'begin',
        format: 'postyard-receipts',
        version: 1,
        tenant: exampleIds.tenant,
        first: 1,
        last: 1,
        previous: noLink,
      },
      { kind: 'link', link, receipt: { ...receipt, salt } },
      { kind: 'end', last: 1, hash: link.hash },
    ],
    next: null,
  },
}
