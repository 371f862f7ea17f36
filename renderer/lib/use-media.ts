import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, canPickFolder, pickFolder } from './api.ts'
import { messageOf } from './errors.ts'

/** The sticks and folders of this moment and the one that is chosen; a single one is chosen by itself. Asked anew every three seconds. */
export function useMedia() {
  const [wanted, setWanted] = useState<string>()
  const query = useQuery({ queryKey: ['media'], queryFn: () => api.exchange.listMedia(), refetchInterval: 3000 })
  const media = query.data?.media ?? []
  // one that was chosen and pulled out is never replaced by another unasked
  const chosen = wanted === undefined && media.length === 1 ? media[0] : media.find(({ id }) => id === wanted)
  const pick = async () => {
    const folder = await pickFolder()
    if (folder === null) return
    await query.refetch()
    setWanted(folder.mediumId)
  }
  return {
    /** for MediumChooser */
    choice: {
      media,
      chosen: chosen?.id,
      onChoose: setWanted,
      onRefresh: () => void query.refetch(),
      onPickFolder: canPickFolder() ? () => void pick() : undefined,
    },
    chosen,
    failure: query.error === null ? undefined : messageOf(query.error),
  }
}
