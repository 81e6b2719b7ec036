import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ImageView } from '../../contract/index.ts';
import { change, get } from './call.ts';

/** The tenant's pictures. */
export function useImages(enabled = true) {
  return useQuery({
    queryKey: ['images'],
    queryFn: async ({ signal }) => (await get<{ items: ImageView[] }>('/images', { signal })).items,
    enabled,
    staleTime: 30_000,
  });
}

/** A file for the library, and what is said of it. */
export interface NewImage {
  name: string;
  alt: string;
  width: number;
  content: Blob;
}

function useImageMutation<Input, Answer>(send: (input: Input) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSettled: () => {
      for (const queryKey of [['images'], ['template-preview']]) void client.invalidateQueries({ queryKey });
    },
  });
}

/** Takes a picture into the library, in place of the one of its name. */
export function useAddImage() {
  return useImageMutation(
    async ({ name, alt, width, content }: NewImage) =>
      (
        await change<ImageView>('POST', '/images', {
          file: { content, type: content.type || 'application/octet-stream' },
          query: { name, alt, width },
        })
      ).data,
  );
}

/** Takes a picture out of the library; the server refuses it where something shows it. */
export function useDeleteImage() {
  return useImageMutation((name: string) => change<undefined>('DELETE', `/images/${encodeURIComponent(name)}`));
}
