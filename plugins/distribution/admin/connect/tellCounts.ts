/** What an import of channels has done. */
export type Counts = { imported: number; changed: number; removed: number }

/** In one sentence: "3 channels are new, 1 has changed, none is gone." */
export const tellCounts = ({ imported, changed, removed }: Counts): string => {
  if (imported + changed + removed === 0) return 'The channels are as they were.'
  const said = (count: number, one: string, many: string) =>
    count === 0 ? `none ${one}` : `${count} ${count === 1 ? one : many}`
  return `${imported === 1 ? '1 channel is' : `${imported === 0 ? 'No' : imported} channels are`} new, ${said(changed, 'has changed', 'have changed')}, ${said(removed, 'is gone', 'are gone')}.`
}
