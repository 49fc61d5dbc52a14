/** Function words of English: they carry grammar, not the subject. */
export const stopWords = `a about above across after again against all almost alone along already also although always am among an and
another any anyone anything anywhere are aren't around as at be because been before being below between both but by can
could did do does doing down during each either else enough etc even ever every everyone everything few for from further had has
have having he hence her here hers herself him himself his how however i if in indeed instead into is it its itself just
kind least less like many may maybe me might mine more most much must my myself neither never no nobody none nor not
nothing now of off often on once one only onto or other others our ours ourselves out over own per perhaps please quite rather
really s same shall she should since so some someone something somewhere still such t than that the their theirs them
themselves then there these they this those though through thus to together too toward towards under until up upon us very
via was we well were what whatever when whenever where whether which while who whoever whole whom whose why will with within
without would yes yet you your yours yourself yourselves ok okay`;

/** Words that turn a statement round. */
export const negators = `not no never without none neither nor cannot except excluding non lack lacks lacked lacking avoid avoids avoided avoiding scarcely unable impossible nothing nobody nowhere hardly barely`;

/** Openings and closings that ask politely and say nothing about what is asked. Tried longest first, again and again. */
export const politeOpenings = `please|pls|plz|kindly|hi|hello|hey|hi there|hello there|hey there|good morning|good afternoon|good evening|dear all|dear assistant|ok|okay|so|well|um|can you|could you|would you|will you|can you please|could you please|would you please|would you mind|can you help me|could you help me|help me|help me to|i need help|i need your help|i need to know|i want to know|i would like to know|i want you to|i would like you to|i need you to|id like you to|tell me|please tell me|can you tell me|could you tell me|can anyone tell me|can someone tell me|can anybody tell me|does anyone know|does anybody know|do you know|do you happen to know|let me know|i was wondering|i am wondering|i wonder|just wondering|quick question|question|i have a question|a question|one question|can i ask|may i ask|could you help me with this|could you kindly|walk me through|please walk me through|can you walk me through|could you kindly walk me through|i am curious|just curious|out of curiosity|sorry|excuse me|thanks|thank you`;
export const politeClosings = `please|pls|plz|thanks|thank you|thx|thanks a lot|thank you very much|thank you so much|many thanks|thanks in advance|thank you in advance|asap|asap please|i appreciate it|i would appreciate it|appreciate it|cheers|for me|if you can|if possible|if you do not mind|right away`;
