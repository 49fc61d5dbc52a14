/**
 * Commonest function words of languages in Latin script that are no English words: German, Dutch, the Scandinavian ones,
 * French, Spanish, Portuguese, Italian, Romanian, Polish, Czech, Hungarian, Finnish, Turkish, Indonesian, Vietnamese,
 * Tagalog, Swahili, and Hindi in Latin letters. Some are parts of names ("de", "van"), which is why one says little.
 */
export const foreignWords = `der das den dem ein eine einen einem einer eines ist sind und oder nicht kein keine ich du wir ihr wie wo wer
warum welche welcher welches mein meine dein kann konnte können muss soll wird für mit von vom zum zur auf bei nach über unter viele
de het een van voor met naar niet geen hoe wat waar waarom welke mijn ik je wij zijn kan moet mag na
jag hur vad är inte och att som för på av med kan jeg hvordan hvad hvor ikke og til på det
l qu le la les des du un une est sont et ou ne pas je tu il elle nous vous mon ma mes ton comment quel quelle quels quelles quoi pourquoi
combien avec pour dans sur sous après avant qui que ce cette ces au aux peut faire fait
el los las una unos es son y no sí yo tú mi mis cómo qué cuál cuáles cuánto cuántos cuántas cuando dónde por para con sin del al puedo
hacer después
o os uma um é são não eu meu minha como qual quais quantos onde quando pela pelo em ao do da dos das posso fazer depois
il lo gli i di che per è sono non io mio mia come quale quali quanto quanti dove perché con della dello del dei delle nel nella posso fare
cum ce care este nu și pot la după înainte
jak co czy nie jest się na po z do mogę przed jaki jaka jakie kiedy gdzie mam
jsem je jaký jaká kde kdy mohu pro hogyan mi az egy és nem van kell be ki
miten mitä missä kuinka onko ei ja voin minun nasıl ne nerede için bir ve mi mı bu
bagaimana apa cara saya yang dan di untuk tidak dengan apakah làm thế nào để tôi là gì có không và của cho như
paano ano ang ng sa mga ako ko jinsi ya ni na kwa nini gani
kaise kya kare karen karun hai ka ki ko mein main apna mera`;
