import { isOpen, type SetFault } from '../faults/openFaultBox.ts'
import { faultGroups } from './faultTexts.ts'
import { escapeHtml } from './markupOf.ts'
import { platformOf } from './platforms.ts'
import type { View } from './readView.ts'
import { renderMark } from './renderCard.ts'

/** The switches of its faults and of its channels. */
export function renderSwitches(view: View): string {
  const { faults } = view
  const active = faults.length ? `${faults.length} on` : 'behaves well'
  return `<details class="panel" id="faults" open>
    <summary><h2>Make it misbehave</h2><span class="now${faults.length ? ' on' : ''}">${active}</span></summary>
    <div class="often" role="group" aria-label="How often a newly switched fault strikes">
      <span>How often</span>${[100, 50, 20, 5].map(renderOften).join('')}
      <button type="button" class="quiet" id="behave"${faults.length ? '' : ' disabled'}>All off</button>
    </div>
    <div class="groups">${faultGroups.map((group) => renderGroup(group, faults)).join('')}</div>
    ${renderOthers(faults)}
  </details>
  <details class="panel" id="channels">
    <summary><h2>Channels</h2><span class="now">${describeChannels(view)}</span></summary>
    <ul class="channels">${view.channels.map(renderChannel).join('')}</ul>
  </details>
  <details class="panel" id="budgets">
    <summary><h2>Request limits</h2><span class="now">${describeBudgets(view)}</span></summary>
    <ul class="budgets">${view.requests.budgets.map(renderBudget).join('')}</ul>
  </details>`
}

type Budget = View['requests']['budgets'][number]

function renderBudget({ name, used, limit }: Budget): string {
  const label = escapeHtml(name)
  return `<li><span class="line">${label}</span>
    <meter min="0" max="${limit}" value="${used}" aria-label="Requests of ${label}"></meter>
    <span class="number">${used} of ${limit}</span></li>`
}

function describeBudgets({ requests }: View): string {
  const counted = requests.budgets.reduce((sum, { used }) => sum + used, 0)
  return `${counted} counted this hour, of ${requests.total} in all`
}

function renderOften(percent: number): string {
  const label = percent === 100 ? 'always' : `${percent} %`
  return `<label class="choice"><input type="radio" name="often" id="often-${percent}" value="${percent / 100}"${percent === 100 ? ' checked' : ''}><span>${label}</span></label>`
}

function renderGroup({ title, faults }: (typeof faultGroups)[number], set: SetFault[]): string {
  const switches = faults.map(({ kind, label, explanation }) => {
    const active = set.find((fault) => fault.kind === kind && isOpen(fault.match))
    const share = active ? `<span class="struck">${describeStrikes(active)}</span>` : ''
    return `<button type="button" role="switch" id="fault-${kind}" data-kind="${kind}"
      aria-checked="${Boolean(active)}" aria-describedby="tip-${kind}">
      <span class="knob" aria-hidden="true"></span>${escapeHtml(label)}${share}</button><span
      class="tip" id="tip-${kind}" role="tooltip">${escapeHtml(explanation)}</span>`
  })
  return `<fieldset><legend>${escapeHtml(title)}</legend>${switches.join('')}</fieldset>`
}

function describeStrikes({ probability, struck }: SetFault): string {
  return `${probability === 1 ? '' : `${Math.round(probability * 100)} % `}${struck}×`
}

function renderOthers(faults: SetFault[]): string {
  const others = faults.filter(({ match }) => !isOpen(match))
  if (!others.length) return ''
  const items = others.map(
    ({ kind, match, probability, struck }) =>
      `<li><b>${kind}</b> on ${escapeHtml(Object.values(match).filter(Boolean).join(' '))}, ${Math.round(probability * 100)} %, struck ${struck}×</li>`,
  )
  return `<p class="label">Set by a program</p><ul class="others">${items.join('')}</ul>`
}

type Channel = View['channels'][number]

const channelStates = [
  ['well', 'Well'],
  ['disabled', 'Disabled'],
  ['refreshNeeded', 'Must reconnect'],
  ['removed', 'Removed'],
] as const

function stateOf({ deleted_at, refresh_needed, disabled }: Channel): string {
  if (deleted_at !== null) return 'removed'
  if (refresh_needed) return 'refreshNeeded'
  return disabled ? 'disabled' : 'well'
}

function renderChannel(channel: Channel): string {
  const state = stateOf(channel)
  const options = channelStates.map(
    ([value, label]) =>
      `<option value="${value}"${value === state ? ' selected' : ''}>${label}</option>`,
  )
  const name = escapeHtml(channel.name)
  return `<li>${renderMark(platformOf(channel.identifier))}
    <span class="line"><b>${name}</b> <span class="sub">${escapeHtml(channel.organisation_name)}</span></span>
    <select id="channel-${escapeHtml(channel.id)}" data-channel="${escapeHtml(channel.id)}" aria-label="State of ${name}">${options.join('')}</select></li>`
}

function describeChannels({ channels }: View): string {
  const ill = channels.filter((channel) => stateOf(channel) !== 'well').length
  return ill ? `${ill} of ${channels.length} not well` : `${channels.length}, all well`
}
