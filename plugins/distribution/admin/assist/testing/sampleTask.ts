import type { WatchedTask } from '../../../assist/watchedTask.ts'

/** A task that Filipa was asked for at 14:00 Lisbon and has not answered yet. */
export const sampleTask = (more: Partial<WatchedTask> = {}): WatchedTask => ({
  id: 'task-1',
  delivery: 'delivery-1',
  title: 'Open house',
  tenant: { id: 'marina', name: 'Marina Estates', timezone: 'Europe/Lisbon' },
  channel: { id: 'channel-1', name: 'WhatsApp Status', platform: 'whatsapp' },
  dueAt: '2026-11-22T14:00:00.000Z',
  deadlineAt: '2026-11-22T18:00:00.000Z',
  snoozedUntil: null,
  outcome: null,
  proofUrl: null,
  answeredAt: null,
  askedAt: '2026-11-22T14:00:00.000Z',
  assignee: { id: 'filipa', name: 'Filipa', reason: null },
  lease: null,
  step: 'asked',
  answeredBy: null,
  proof: null,
  state: 'awaiting_human',
  why: null,
  note: null,
  next: null,
  need: null,
  ...more,
})
