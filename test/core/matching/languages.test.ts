import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { decideCandidate, guardCandidate, targets } from '../../../src-core/matching/decide.ts';
import { exactOnlyReason } from '../../../src-core/matching/eligibility.ts';
import { readText } from '../../../src-core/matching/text/read-text.ts';
import { loadModels, type Models } from '../../../src-core/matching/models/load-models.ts';
import { shippedModels } from './models/runner-support.ts';

let models: Models;
beforeAll(async () => {
  const [embedder, verifier] = ['all-MiniLM-L6-v2', 'semcache-verifier'];
  const place = { modelsFolder: shippedModels, embedder, verifier };
  models = await loadModels({ type: 'load', identity: null, backend: 'native', ...place });
});
const reasonOf = async (text: string) => exactOnlyReason(text, await models.embed(text));

test.each([
  ['Hindi', 'मैं अपना पासवर्ड कैसे रीसेट करूं?'],
  ['Korean', '비밀번호를 어떻게 재설정하나요?'],
  ['Greek', 'Πώς επαναφέρω τον κωδικό μου;'],
  ['Russian', 'Как сбросить пароль?'],
  ['Arabic', 'كيف أعيد تعيين كلمة المرور؟'],
  ['Hebrew', 'איך מאפסים סיסמה?'],
  ['Japanese', 'パスワードをリセットするにはどうすればいいですか'],
  ['Chinese', '如何重置我的密码'],
  ['Thai', 'ฉันจะรีเซ็ตรหัสผ่านได้อย่างไร'],
  ['Georgian', 'როგორ აღვადგინო პაროლი?'],
  ['Armenian', 'Ինչպե՞ս վերականգնել գաղտնաբառը'],
  ['Tamil', 'கடவுச்சொல்லை எவ்வாறு மீட்டமைப்பது?'],
])('%s is served exactly only', async (_, text) => {
  expect(await reasonOf(text)).toBe('unknown_script');
});

// Written after the rules were made.
test.each([
  ['German', 'Erkläre mir kurz die Ursachen des Ersten Weltkriegs.'],
  ['German, colloquial', 'kannst du mir sagen wie spät der bus fährt'],
  ['French', 'Explique-moi brièvement les causes de la Première Guerre mondiale.'],
  ['French, without accents', 'ecris une lettre de motivation pour un poste de comptable'],
  ['Spanish', 'Explícame brevemente las causas de la Primera Guerra Mundial.'],
  ['Spanish, without accents', 'dame una receta facil de tortilla de patatas'],
  ['Italian', 'Scrivimi una lettera di presentazione per un posto da contabile.'],
  ['Portuguese', 'Me dê uma receita fácil de bolo de chocolate.'],
  ['Dutch', 'Leg kort uit waardoor de Eerste Wereldoorlog begon.'],
  ['Swedish', 'Förklara kort orsakerna till första världskriget.'],
  ['Norwegian', 'Forklar kort årsakene til første verdenskrig.'],
  ['Polish', 'Wyjaśnij krótko przyczyny pierwszej wojny światowej.'],
  ['Czech', 'Vysvětli stručně příčiny první světové války.'],
  ['Turkish', 'Birinci Dünya Savaşının nedenlerini kısaca açıkla.'],
  ['Vietnamese', 'Giải thích ngắn gọn nguyên nhân của Thế chiến thứ nhất.'],
  ['Indonesian', 'Jelaskan secara singkat penyebab Perang Dunia Pertama.'],
  ['Romanian', 'Explică pe scurt cauzele Primului Război Mondial.'],
  ['Finnish', 'Selitä lyhyesti ensimmäisen maailmansodan syyt.'],
])('%s is served exactly only', async (_, text) => {
  expect(await reasonOf(text)).toBe('unknown_language');
});

test.each([
  'Who wrote Pachinko and Schindler’s Ark?',
  'Is Ludwig van Beethoven’s Für Elise in the public domain?',
  'Which fights did Oscar de la Hoya lose, and when?',
  'What does “je ne sais quoi” mean in English?',
  'Explain kubectl rollout restart deployment nginx',
  'What is the range of f(x) = sin^-1(x)?',
  'grep -rn "import" src | wc -l: what does it count?',
  'Do bench warrants expire?',
  'hw do i instal nodejs on ubunut',
  'Translate "Guten Morgen" into English.',
  'Is Dell i7 7500u with 8g ram better than Dell i7 6500u with 16g ram?',
  'What is la dolce vita?',
])('English stays English: %s', async (text) => {
  expect(await reasonOf(text)).toBeNull();
});

test('no near miss in nineteen languages is answered by the other, also where its language is not noticed', async () => {
  const pairs = readFileSync(join(import.meta.dirname, 'language-pairs.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { a: string; b: string; label: number; source: string });
  const served: string[] = [];
  const compared: string[] = [];
  for (const { a, b, label, source } of pairs) {
    const [stored, asked] = [await models.embed(a), await models.embed(b)];
    if (exactOnlyReason(a, stored) !== null || exactOnlyReason(b, asked) !== null) continue;
    compared.push(source);
    const cosine = stored.vector.reduce((sum, value, at) => sum + value * (asked.vector[at] ?? 0), 0);
    const candidate = guardCandidate(readText(a), readText(b), cosine);
    const { verify } = candidate;
    const logit = candidate.passed ? await models.verify(verify.stored, verify.asked) : null;
    if (label === 0 && decideCandidate(candidate, logit, targets.balanced).serve) served.push(`${a} / ${b}`);
  }
  expect({ served, compared }).toEqual({ served: [], compared: [] });
});
