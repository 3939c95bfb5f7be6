import { useState } from 'react'
import { announce } from './announce.tsx'
import { ChevronLeftIcon, ChevronRightIcon, ChevronsLeftIcon, ChevronsRightIcon } from './icons.tsx'
import { IconButton } from './icon-button.tsx'
import styles from './transfer-list.module.css'
import { type TransferItem, TransferPanel } from './transfer-panel.tsx'

export type { TransferItem } from './transfer-panel.tsx'

export interface TransferListProps {
  available: readonly TransferItem[]
  selected: readonly TransferItem[]
  onChange: (selectedValues: string[]) => void
  availableLabel: string
  selectedLabel: string
  labels: { addAll: string; add: string; remove: string; removeAll: string }
  itemNoun?: { one: string; many: string } | undefined
}

const noneTicked: ReadonlySet<string> = new Set()

export function TransferList(props: TransferListProps) {
  const { available, selected, onChange, availableLabel, selectedLabel, labels } = props
  const noun = props.itemNoun ?? { one: 'item', many: 'items' }
  const [ticked, setTicked] = useState(noneTicked)

  const addable = available.filter((item) => item.blocked === undefined)
  const toAdd = addable.filter((item) => ticked.has(item.value))
  const toRemove = selected.filter((item) => ticked.has(item.value))

  function tick(value: string, on: boolean) {
    const next = new Set(ticked)
    if (on) next.add(value)
    else next.delete(value)
    setTicked(next)
  }

  function move(moved: readonly TransferItem[], to: 'added' | 'removed') {
    const values = new Set(moved.map((item) => item.value))
    const kept = selected.map((item) => item.value).filter((value) => !values.has(value))
    onChange(to === 'added' ? [...kept, ...values] : kept)
    setTicked(noneTicked)
    announce(`${values.size} ${values.size === 1 ? noun.one : noun.many} ${to}`)
  }

  // aria-disabled, not disabled: the button just used would lose the focus with its last item.
  const moves = [
    { label: labels.addAll, icon: <ChevronsRightIcon />, items: addable, to: 'added' },
    { label: labels.add, icon: <ChevronRightIcon />, items: toAdd, to: 'added' },
    { label: labels.remove, icon: <ChevronLeftIcon />, items: toRemove, to: 'removed' },
    { label: labels.removeAll, icon: <ChevronsLeftIcon />, items: selected, to: 'removed' },
  ] as const

  const panel = { ticked, onTick: tick }
  return (
    <div className={styles['list']}>
      <TransferPanel
        {...panel}
        label={availableLabel}
        items={available}
        blockable
        emptyText={`All ${noun.many} are selected.`}
      />
      <div className={styles['moves']}>
        {moves.map(({ label, icon, items, to }) => (
          <IconButton
            key={label}
            variant="secondary"
            label={label}
            icon={icon}
            aria-disabled={items.length === 0}
            onClick={() => move(items, to)}
          />
        ))}
      </div>
      <TransferPanel
        {...panel}
        label={selectedLabel}
        items={selected}
        blockable={false}
        emptyText={`No ${noun.many} selected yet.`}
      />
    </div>
  )
}
